package io.diabolo.meetings;

import io.diabolo.platform.WorkspaceId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Addresses that anybody may have: the workspace's short name, a point, and what nobody guesses. */
@Component
class PublicKeys {
    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;

    PublicKeys(DSLContext sql) {
        this.sql = sql;
    }

    /** Of a key its workspace, which is asked for before anything can be looked up in it. */
    record Place(WorkspaceId workspace, String rest) {}

    String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** In the current workspace. */
    String whole(String rest) {
        return sql.fetchValue("select own_slug()") + "." + rest;
    }

    /** Null when the key names no workspace. */
    @Nullable
    Place place(String key) {
        var point = key.lastIndexOf('.');
        if (point < 1 || key.length() > 200 || key.indexOf('\0') >= 0) {
            return null;
        }
        var workspace = sql.resultQuery("select workspace_by_slug(?)", key.substring(0, point))
                .fetchSingle(0, UUID.class);
        return workspace == null ? null : new Place(new WorkspaceId(workspace), key.substring(point + 1));
    }
}
