package io.diabolo.configuration;

import io.diabolo.configuration.Comparison.Difference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * In what two values differ, down to the single one. The elements of a list are matched by what names them, so that one that
 * is put in the middle is one difference; where nothing names them, by their place.
 */
final class Differences {
    private static final List<String> NAMES = List.of("id", "key", "name", "expression", "what", "day");
    private final List<Difference> all = new ArrayList<>();

    private Differences() {}

    static List<Difference> between(@Nullable JsonNode old, @Nullable JsonNode now) {
        var found = new Differences();
        found.compare("", missing(old), missing(now));
        return List.copyOf(found.all);
    }

    /** What isn't said, is empty, or is a list of nothing says the same. */
    private static @Nullable JsonNode missing(@Nullable JsonNode node) {
        return node == null
                        || node.isNull()
                        || node.isMissingNode()
                        || (node.isContainer() && node.isEmpty())
                        || (node.isString() && node.stringValue().isEmpty())
                ? null
                : node;
    }

    private void compare(String path, @Nullable JsonNode old, @Nullable JsonNode now) {
        if (java.util.Objects.equals(old, now)) {
            return;
        }
        if (isObject(old) && isObject(now)) {
            objects(path, old, now);
        } else if (isList(old) && isList(now)) {
            lists(path, old, now);
        } else {
            all.add(new Difference(path, text(old), text(now)));
        }
    }

    private static boolean isObject(@Nullable JsonNode node) {
        return node == null || node.isObject();
    }

    /** Lists of single values are told whole: their order is what somebody reads. */
    private static boolean isList(@Nullable JsonNode node) {
        return node == null || (node.isArray() && node.valueStream().allMatch(JsonNode::isObject));
    }

    private void objects(String path, @Nullable JsonNode old, @Nullable JsonNode now) {
        var names = new LinkedHashSet<String>();
        if (old != null) {
            names.addAll(old.propertyNames());
        }
        if (now != null) {
            names.addAll(now.propertyNames());
        }
        for (var name : names) {
            compare(
                    path.isEmpty() ? name : path + "." + name,
                    old == null ? null : missing(old.get(name)),
                    now == null ? null : missing(now.get(name)));
        }
    }

    private void lists(String path, @Nullable JsonNode old, @Nullable JsonNode now) {
        var before = named(old);
        var after = named(now);
        var keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (var key : keys) {
            compare(path + "[" + key + "]", before.get(key), after.get(key));
        }
        var stayed = after.keySet().stream().filter(before::containsKey).toList();
        if (!stayed.equals(before.keySet().stream().filter(after::containsKey).toList())) {
            all.add(new Difference(path + "[]", String.join(", ", before.keySet()), String.join(", ", after.keySet())));
        }
    }

    private static Map<String, JsonNode> named(@Nullable JsonNode list) {
        var all = new LinkedHashMap<String, JsonNode>();
        if (list == null) {
            return all;
        }
        var elements = list.valueStream().toList();
        var name =
                NAMES.stream().filter(one -> names(elements, one)).findFirst().orElse(null);
        for (var at = 0; at < elements.size(); at++) {
            all.put(
                    name == null
                            ? String.valueOf(at)
                            : elements.get(at).path(name).stringValue(),
                    elements.get(at));
        }
        return all;
    }

    private static boolean names(List<JsonNode> elements, String name) {
        var seen = new HashSet<String>();
        return elements.stream()
                .allMatch(one -> one.path(name).isString()
                        && !one.path(name).stringValue().isEmpty()
                        && one.path(name).stringValue().length() <= 60
                        && seen.add(one.path(name).stringValue()));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode)) {
            return String.join(", ", node.valueStream().map(JsonNode::asString).toList());
        }
        return node.isValueNode() ? node.asString() : node.toString();
    }
}
