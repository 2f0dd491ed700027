package io.diabolo.pipeline;

import io.diabolo.importing.Applying;

/** The reasons that rows of a file name. */
final class ImportedReasons {
    private ImportedReasons() {}

    /** Said as the workspace calls one, it is that one; other words stay as the file has them. */
    static void name(Applying applying, Reasons reasons) {
        var all = reasons.byName();
        applying.run(
                "opportunity",
                """
                update %s s set reason = r.key from unnest(?::text[], ?::text[]) r (name, key)
                where s.reason is not null and fold(r.name) = fold(s.reason)
                """,
                all.keySet().toArray(new String[0]),
                all.values().toArray(new String[0]));
    }
}
