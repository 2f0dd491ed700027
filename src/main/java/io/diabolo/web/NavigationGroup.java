package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.Locale;
import java.util.Set;

/** Where an entry of the navigation stands, in the order of the double funnel; each with a heading folds away. */
public enum NavigationGroup {
    /** Above the groups, without a heading; the first three also stand in the phone's bottom bar. */
    TOP,
    /** The left cone's outbound entry: leads, and how they are found and spoken to. */
    ACQUIRE,
    /** Its inbound entry: what brings people who come by themselves. */
    ATTRACT,
    CONVERT,
    GROW,
    /** The records that every role looks up. */
    FILE,
    TEAM,
    /** What is done to many records at once: imports, exports, duplicates, the bin. */
    DATA,
    SETTINGS,
    /** In the menu behind the member's name: profile, settings, signing out. */
    MEMBER;

    private static final Set<String> MARKETING = Set.of("growth", "inbound");

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** TOP has no heading, MEMBER's is the member's name. */
    boolean hasHeading() {
        return this != TOP && this != MEMBER;
    }

    /** What is needed now and then, or by others, is folded until it is opened. */
    boolean isOpenAtFirst(Actor me) {
        return switch (this) {
            case DATA, SETTINGS -> false;
            case ATTRACT -> me.roles().stream().anyMatch(MARKETING::contains);
            case TOP, ACQUIRE, CONVERT, GROW, FILE, TEAM, MEMBER -> true;
        };
    }

    String textKey() {
        return "web.nav." + id();
    }
}
