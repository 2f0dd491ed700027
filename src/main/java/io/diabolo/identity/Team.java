package io.diabolo.identity;

/** A team and how many active members it has. */
public record Team(TeamId id, String name, int members) {}
