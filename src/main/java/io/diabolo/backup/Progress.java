package io.diabolo.backup;

/** Is told how far a backup or a restore has come. */
@FunctionalInterface
public interface Progress {
    /** What is done at the moment. */
    enum Step {
        READING,
        CHECKING,
        LOADING,
        INDEXING,
        COMPARING
    }

    /**
     * @param done rows so far
     * @param total rows in all, as far as is known: a backup only estimates them
     */
    void at(Step step, String table, long done, long total);

    /** For nobody to see. */
    static Progress silent() {
        return (_, _, _, _) -> {};
    }
}
