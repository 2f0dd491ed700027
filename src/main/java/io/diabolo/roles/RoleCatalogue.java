package io.diabolo.roles;

import io.diabolo.roles.RoleFacts.Code;
import io.diabolo.roles.RoleFacts.OtherName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The roles of the double funnel and their facts; the same for every workspace. */
@Service
public class RoleCatalogue {
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Map<CanonicalRole, RoleFacts> facts = new EnumMap<>(CanonicalRole.class);

    RoleCatalogue() {
        var codes = lines("codes.txt").stream().map(line -> BAR.split(line, -1)).toList();
        for (var line : lines("catalogue.txt")) {
            var cells = BAR.split(line, -1);
            var role = Objects.requireNonNull(CanonicalRole.of(cells[0]), cells[0]);
            facts.put(
                    role,
                    new RoleFacts(
                            role,
                            list(cells[1]),
                            list(cells[2]),
                            List.of(SPACE.split(cells[3], -1)),
                            list(cells[4]).stream().map(RoleCatalogue::name).toList(),
                            codes.stream()
                                    .filter(code -> code[0].equals(role.id()))
                                    .map(code -> new Code(code[1], code[2], code[3], code[4]))
                                    .toList()));
        }
    }

    private static List<String> list(String cell) {
        return Arrays.stream(COMMA.split(cell, -1))
                .map(one -> one.replace("\\,", ","))
                .toList();
    }

    private static OtherName name(String text) {
        var note = text.indexOf('=');
        return note < 0 ? new OtherName(text, "") : new OtherName(text.substring(0, note), text.substring(note + 1));
    }

    static List<String> lines(String file) {
        var stream = Objects.requireNonNull(RoleCatalogue.class.getResourceAsStream("/io/diabolo/roles/" + file), file);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All roles, in the order of the double funnel. */
    public List<RoleFacts> all() {
        return List.copyOf(facts.values());
    }

    /** The facts of the role of this id, or null. */
    public @Nullable RoleFacts of(String id) {
        var role = CanonicalRole.of(id);
        return role == null ? null : facts.get(role);
    }
}
