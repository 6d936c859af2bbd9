<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>meterseal::ui::DataTable</name>
    <message numerus="yes">
        <source>%Ln row(s) so far</source>
        <translation>
            <numerusform>%Ln row so far</numerusform>
            <numerusform>%Ln rows so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new row(s)</source>
        <translation>
            <numerusform>%Ln new row</numerusform>
            <numerusform>%Ln new rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) selected</source>
        <translation>
            <numerusform>%Ln row selected</numerusform>
            <numerusform>%Ln rows selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::Format</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MainWindow</name>
    <message numerus="yes">
        <source>Nobody used the program for %n minute(s).</source>
        <translation>
            <numerusform>Nobody used the program for %n minute.</numerusform>
            <numerusform>Nobody used the program for %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::MerkleTreeView</name>
    <message numerus="yes">
        <source>Merkle root over %Ln leaf(s)</source>
        <translation>
            <numerusform>Merkle root over %Ln leaf</numerusform>
            <numerusform>Merkle root over %Ln leaves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::PassphraseFields</name>
    <message numerus="yes">
        <source>At least %n character(s). It protects the keys on this machine; nobody can recover it for you.</source>
        <translation>
            <numerusform>At least %n character. It protects the keys on this machine; nobody can recover it for you.</numerusform>
            <numerusform>At least %n characters. It protects the keys on this machine; nobody can recover it for you.</numerusform>
        </translation>
    </message>
</context>
</TS>
