package io.diabolo.importing.mapping;

/**
 * A value that is probably another one spelled differently.
 *
 * @param rows how many rows carry it
 * @param needed true for a reference, which leads nowhere unless the match is taken (a person is asked, and what is
 *     proposed is taken with {@code --yes}); false for a value that can be imported as it stands (only suggested)
 */
public record Match(
        String file, String header, String value, String proposed, double confidence, long rows, boolean needed) {
    /** The id under which it is asked, suggested and answered. */
    public String id() {
        return String.join("/", file, header, "match", value);
    }
}
