<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>meterseal::ui::KeysSection</name>
    <message numerus="yes">
        <source>At least %n character(s). Nobody can recover it for you.</source>
        <translation>
            <numerusform>At least %n character. Nobody can recover it for you.</numerusform>
            <numerusform>At least %n characters. Nobody can recover it for you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s)</source>
        <translation>
            <numerusform>after %n minute</numerusform>
            <numerusform>after %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::NodesSection</name>
    <message numerus="yes">
        <source>Uploads go through %n simulated node(s).</source>
        <translation>
            <numerusform>Uploads go through %n simulated node.</numerusform>
            <numerusform>Uploads go through %n simulated nodes.</numerusform>
        </translation>
    </message>
</context>
</TS>
