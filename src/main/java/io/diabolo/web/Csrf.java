package io.diabolo.web;

/** The token that every form carries: {@code @template.web.csrf(ui)}. */
public record Csrf(String name, String header, String value) {}
