package io.diabolo.web;

/** Where an entry of the navigation stands, in the order of the double funnel. */
public enum NavigationGroup {
    /** Above the groups, without a heading; the first three also stand in the phone's bottom bar. */
    TOP,
    ACQUIRE,
    CONVERT,
    GROW,
    FILE,
    TEAM,
    /** In the menu behind the member's name: profile, settings, signing out. */
    MEMBER;

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** TOP has no heading, MEMBER's is the member's name. */
    boolean hasHeading() {
        return this != TOP && this != MEMBER;
    }

    String textKey() {
        return "web.nav." + id();
    }
}
