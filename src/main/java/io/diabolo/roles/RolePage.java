package io.diabolo.roles;

/** One role of the catalogue, with its name in both languages, and how its people are searched for. */
record RolePage(RoleFacts role, String french, String english, SearchStrings.Search search) {}
