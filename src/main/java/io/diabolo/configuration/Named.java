package io.diabolo.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Items by their names, where nothing keeps two from having the same one. */
public final class Named {
    private Named() {}

    /** The second of one name is its name with a number, in the order in which they are given. */
    public static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        var byName = new LinkedHashMap<String, T>();
        for (var one : all) {
            var key = name.apply(one);
            for (var next = 2; byName.containsKey(key); next++) {
                key = name.apply(one) + " (" + next + ")";
            }
            byName.put(key, one);
        }
        return byName;
    }
}
