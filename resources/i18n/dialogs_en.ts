<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
