package io.diabolo.web;

import org.jspecify.annotations.Nullable;

/** Where a form leads back to: the page it was filled in on, as the form itself says. */
public final class Back {
    private Back() {}

    /** Only to a page of ours, with one word of a question at most, for a form's field is anybody's to fill. */
    public static String to(@Nullable String path, String otherwise) {
        return path != null && path.matches("/[a-z][A-Za-z0-9/_-]*(\\?[a-z_]+=[A-Za-z0-9_-]+)?") ? path : otherwise;
    }
}
