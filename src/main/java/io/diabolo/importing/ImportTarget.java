package io.diabolo.importing;

/**
 * How staged rows of one kind become records: a bean of the module that keeps them. Beans work in their {@code @Order}:
 * what others refer to comes first. The table {@code staged_<target>} has a column for each field of the target
 * ({@link io.diabolo.importing.mapping.Fields}), and those that {@link Applying} fills in.
 */
public interface ImportTarget {
    /** The word used in mappings: company, person, lead, opportunity, product, competitor, member, activity. */
    String target();

    /** Stages rows that these rows imply, such as the person of a lead; before anything is written. */
    default void derive(Applying applying) {}

    /** Resolves references, matches with what is there, creates and updates. */
    void write(Applying applying);
}
