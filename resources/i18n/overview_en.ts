<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>meterseal::ui::Attention</name>
    <message numerus="yes">
        <source>%n meter(s) wait for review</source>
        <translation>
            <numerusform>%n meter waits for review</numerusform>
            <numerusform>%n meters wait for review</numerusform>
        </translation>
    </message>
</context>
</TS>
