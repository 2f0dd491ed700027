package io.diabolo.launcher;

/** How this process gets at its database, and what it must end of it. */
interface DatabaseAccess extends AutoCloseable {
    /** Waits until it answers. */
    Database await();

    @Override
    void close();

    /** To a database that others run. */
    static DatabaseAccess to(Database database) {
        return new DatabaseAccess() {
            @Override
            public Database await() {
                return database;
            }

            @Override
            public void close() {
                // not ours to stop
            }
        };
    }
}
