package io.diabolo.roles;

/** One role of the catalogue, with its name in both languages. */
record RolePage(RoleFacts role, String french, String english) {}
