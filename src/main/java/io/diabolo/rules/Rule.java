package io.diabolo.rules;

import java.util.UUID;

/**
 * One rule of a set; its place in the set is its priority.
 *
 * @param name as its author calls it, or empty: then its expression in words is its name
 * @param expression in CEL
 * @param outcome what it decides, as its purpose understands it; empty where it gives points
 */
public record Rule(UUID id, String name, String expression, int points, String outcome, boolean active) {
    /** One that comes with Diabolo; its id follows from what it says, so that it is the same in every answer. */
    public static Rule giving(int points, String expression) {
        return new Rule(id(expression), "", expression, points, "", true);
    }

    public static Rule deciding(String outcome, String expression) {
        return new Rule(id(outcome + expression), "", expression, 0, outcome, true);
    }

    private static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
