package io.diabolo.platform;

import java.util.Set;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Takes out of a JSON log what may be somebody's, in the members that hold words. */
final class MaskedJson implements StructuredLoggingJsonMembersCustomizer<Object> {
    private static final Set<String> MESSAGES = Set.of("message", "short_message");
    private static final Set<String> COMPLAINTS =
            Set.of("error.message", "_error_message", "full_message", "error.stack_trace", "stack_trace");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        JsonWriter.ValueProcessor<Object> mask = (path, value) -> {
            if (!(value instanceof String text)) {
                return value;
            }
            var name = path.toUnescapedString();
            if (MESSAGES.contains(name)) {
                return Masked.text(text);
            }
            return COMPLAINTS.contains(name) ? Masked.complaint(text) : value;
        };
        members.applyingValueProcessor(mask);
    }
}
