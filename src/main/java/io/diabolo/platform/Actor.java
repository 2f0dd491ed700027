package io.diabolo.platform;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * Who acts: the member, what they may do and see, and through what they came. Every command takes one, so that page,
 * API, import and rule have the same rights.
 *
 * @param roles the ids of the sales roles held, such as {@code ae} (DESIGN.md §1)
 * @param administrator may change the workspace itself: members, fields, imports of everybody
 */
public record Actor(
        WorkspaceId workspace,
        MemberId member,
        String name,
        Set<String> roles,
        boolean administrator,
        Visibility visibility,
        Scope scope,
        Origin origin,
        Locale locale,
        ZoneId zone) {

    /** @throws NotAllowed when the session or token may only read */
    public void mayWrite() {
        if (!scope.includes(Scope.WRITE)) {
            throw new NotAllowed("scope");
        }
    }

    /** @throws NotAllowed unless an administrator acts with a session or token that may administer */
    public void mayAdminister() {
        if (!administrator || !scope.includes(Scope.ADMIN)) {
            throw new NotAllowed("administrator");
        }
    }

    public Actor through(Origin other) {
        return new Actor(workspace, member, name, roles, administrator, visibility, scope, other, locale, zone);
    }

    /** For a consequence, which reaches what its cause needn't see. */
    public Actor seeingAll() {
        return new Actor(
                workspace, member, name, roles, administrator, new Visibility.All(), scope, origin, locale, zone);
    }

    public Actor speaking(Locale other) {
        return new Actor(workspace, member, name, roles, administrator, visibility, scope, origin, other, zone);
    }

    public boolean isFrench() {
        return locale.getLanguage().equals("fr");
    }
}
