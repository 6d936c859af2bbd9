# Runs on the staged files before they are packed: what Debian wants of documentation.
set(root ${CMAKE_INSTALL_PREFIX})
if(NOT root)
    set(root $ENV{DESTDIR}/usr)
else()
    set(root $ENV{DESTDIR}${root})
endif()
list(GET CPACK_METERSEAL_FILES 0 sources)
list(GET CPACK_METERSEAL_FILES 1 generated)
set(documents ${root}/share/doc/meterseal)
# COPY, because INSTALL would put DESTDIR before it once more.
file(COPY ${sources}/copyright ${generated}/changelog DESTINATION ${documents})
# -n: no name and time inside, so that the same sources give the same bytes.
execute_process(COMMAND gzip -9nf ${documents}/changelog COMMAND_ERROR_IS_FATAL ANY)
file(GLOB pages ${root}/share/man/man*/*.[1-9])
if(pages)
    execute_process(COMMAND gzip -9nf ${pages} COMMAND_ERROR_IS_FATAL ANY)
endif()
