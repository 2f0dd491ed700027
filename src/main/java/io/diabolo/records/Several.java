package io.diabolo.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * What a form sends, one value a field. A control with several boxes sends each that is ticked under its field's name with
 * {@link #MARK} behind it, and an empty one in any case, so that taking all away can be told from not asking.
 */
public final class Several {
    public static final String MARK = "[]";

    private Several() {}

    public static Map<String, String> joined(MultiValueMap<String, String> form) {
        var all = new LinkedHashMap<String, String>();
        form.forEach((name, values) -> {
            if (name.endsWith(MARK)) {
                all.put(
                        name.substring(0, name.length() - MARK.length()),
                        values.stream().filter(value -> !value.isBlank()).collect(Collectors.joining(", ")));
            } else {
                all.put(name, values.getLast());
            }
        });
        return all;
    }
}
