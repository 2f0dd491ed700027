package io.diabolo.web;

import java.io.Serializable;
import java.util.List;

/**
 * What is said once after a redirect; kept in the session until the next page shows it.
 *
 * @param undoPath where a POST takes it back, or empty
 */
public record Flash(String textKey, List<? extends Serializable> args, String undoPath) implements Serializable {
    public static Flash of(String textKey, Serializable... args) {
        return new Flash(textKey, List.of(args), "");
    }

    public Flash undoneBy(String path) {
        return new Flash(textKey, args, path);
    }

    public Object[] arguments() {
        return args.toArray();
    }
}
