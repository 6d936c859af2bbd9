<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Verdicts</name>
    <message numerus="yes">
        <source>%Ln row(s) could not be read as a record and were not checked.</source>
        <translation>
            <numerusform>%Ln row could not be read as a record and was not checked.</numerusform>
            <numerusform>%Ln rows could not be read as records and were not checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln batch(es) of these meters lie outside the time checked and were not compared.</source>
        <translation>
            <numerusform>%Ln batch of these meters lies outside the time checked and was not compared.</numerusform>
            <numerusform>%Ln batches of these meters lie outside the time checked and were not compared.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln record(s) are exactly as they were anchored.</source>
        <translation>
            <numerusform>The one record is exactly as it was anchored.</numerusform>
            <numerusform>All %Ln records are exactly as they were anchored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln difference(s) from the ledger.</source>
        <translation>
            <numerusform>%Ln difference from the ledger.</numerusform>
            <numerusform>%Ln differences from the ledger.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln anchored record(s) may stand in rows that could not be read.</source>
        <translation>
            <numerusform>%Ln anchored record may stand in a row that could not be read.</numerusform>
            <numerusform>%Ln anchored records may stand in rows that could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln anchored record(s) of the scope are not in the file.</source>
        <translation>
            <numerusform>%Ln anchored record of the scope is not in the file.</numerusform>
            <numerusform>%Ln anchored records of the scope are not in the file.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>meterseal::ui::FileView</name>
    <message numerus="yes">
        <source>%Ln batch(es)</source>
        <translation>
            <numerusform>%Ln batch</numerusform>
            <numerusform>%Ln batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The report was written, with %Ln finding(s)</source>
        <translation>
            <numerusform>The report was written, with %Ln finding</numerusform>
            <numerusform>The report was written, with %Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln meter(s)</source>
        <translation>
            <numerusform>%Ln meter</numerusform>
            <numerusform>%Ln meters</numerusform>
        </translation>
    </message>
</context>
</TS>
