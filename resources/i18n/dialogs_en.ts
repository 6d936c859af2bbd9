<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>meterseal::ui::BulkDialog</name>
    <message numerus="yes">
        <source>Approve %Ln meter(s)</source>
        <translation>
            <numerusform>Approve %Ln meter</numerusform>
            <numerusform>Approve %Ln meters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln meter(s)</source>
        <translation>
            <numerusform>Reject %Ln meter</numerusform>
            <numerusform>Reject %Ln meters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Activate %Ln meter(s)</source>
        <translation>
            <numerusform>Activate %Ln meter</numerusform>
            <numerusform>Activate %Ln meters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspend %Ln meter(s)</source>
        <translation>
            <numerusform>Suspend %Ln meter</numerusform>
            <numerusform>Suspend %Ln meters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resume %Ln meter(s)</source>
        <translation>
            <numerusform>Resume %Ln meter</numerusform>
            <numerusform>Resume %Ln meters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::RegisterListDialog</name>
    <message numerus="yes">
        <source>Register %n meter(s)</source>
        <translation>
            <numerusform>Register %n meter</numerusform>
            <numerusform>Register %n meters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::SlipView</name>
    <message numerus="yes">
        <source>Encrypted file, for sending: choose a passphrase of at least %n character(s) and tell it on another way.</source>
        <translation>
            <numerusform>Encrypted file, for sending: choose a passphrase of at least %n character and pass it on by another way.</numerusform>
            <numerusform>Encrypted file, for sending: choose a passphrase of at least %n characters and pass it on by another way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slip(s). Password and token are on the sealed part of the paper only; this screen never shows them. The key store keeps them too, so a slip can be made again.</source>
        <translation>
            <numerusform>%n slip. Password and token are on the sealed part of the paper only; this screen never shows them. The key store keeps them too, so a slip can be made again.</numerusform>
            <numerusform>%n slips. Password and token are on the sealed part of the paper only; this screen never shows them. The key store keeps them too, so slips can be made again.</numerusform>
        </translation>
    </message>
</context>
</TS>
