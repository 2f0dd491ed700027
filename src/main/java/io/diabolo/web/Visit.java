package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the request itself says. The token is asked for only by pages with a form: it would open a session. */
record Visit(
        @Nullable Actor me,
        Locale locale,
        String path,
        String query,
        boolean partial,
        Supplier<Csrf> csrf,
        Flashes flashes) {

    /** Where flashes wait: the session, or nowhere. */
    interface Flashes {
        void keep(Flash flash);

        @Nullable
        Flash take();
    }

    static Visit detached(Locale locale) {
        return new Visit(null, locale, "/", "", false, () -> new Csrf("_csrf", "X-CSRF-TOKEN", ""), new Flashes() {
            @Override
            public void keep(Flash flash) {}

            @Override
            public @Nullable Flash take() {
                return null;
            }
        });
    }
}
