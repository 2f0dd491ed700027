package io.diabolo.web;

/**
 * One line of the command palette.
 *
 * @param kindKey text key of what it is, such as {@code lead.one}
 * @param label its name, already in the member's language
 * @param sub what tells it from others of that name, or empty
 * @param path where Enter leads
 * @param keys the keys that lead there without the palette, or empty
 */
public record PaletteItem(String kindKey, String label, String sub, String path, String keys) {
    public static PaletteItem of(String kindKey, String label, String sub, String path) {
        return new PaletteItem(kindKey, label, sub, path, "");
    }
}
