package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the request itself says. The token is asked for only by pages with a form: it would open a session.
 *
 * @param turned the groups of the navigation that this browser folds or opens otherwise than they stand at first
 */
record Visit(
        @Nullable Actor me,
        Locale locale,
        String path,
        String query,
        boolean partial,
        Set<String> turned,
        Supplier<Csrf> csrf,
        Flashes flashes) {

    /** Where flashes wait: the session, or nowhere. */
    interface Flashes {
        void keep(Flash flash);

        @Nullable
        Flash take();
    }

    Visit at(String address, boolean isPartial) {
        return new Visit(me, locale, address, query, isPartial, turned, csrf, flashes);
    }

    static Visit detached(Locale locale) {
        return new Visit(
                null, locale, "/", "", false, Set.of(), () -> new Csrf("_csrf", "X-CSRF-TOKEN", ""), new Flashes() {
                    @Override
                    public void keep(Flash flash) {}

                    @Override
                    public @Nullable Flash take() {
                        return null;
                    }
                });
    }
}
