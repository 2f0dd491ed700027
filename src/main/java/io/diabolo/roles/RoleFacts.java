package io.diabolo.roles;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the catalogue knows of a role beside its words, which are the texts {@code roles.<id>.…}.
 *
 * @param from of whom it receives, and {@code to} to whom it hands over: ids of roles, or of parties outside
 * @param parts its part in each of {@link #STAGES}, a letter each: R does, A answers for, C is asked, I is told, - none
 */
public record RoleFacts(
        CanonicalRole role,
        List<String> from,
        List<String> to,
        List<String> parts,
        List<OtherName> names,
        List<Code> codes) {
    /** The double funnel, in its order. */
    public static final List<String> STAGES = List.of(
            "market", "lead", "qualified", "discovery", "proposal", "closing", "won", "delivery", "live", "growth");

    private static final int FEW = 2;

    public RoleFacts {
        from = List.copyOf(from);
        to = List.copyOf(to);
        parts = List.copyOf(parts);
        names = List.copyOf(names);
        codes = List.copyOf(codes);
    }

    /** Its part in each stage. */
    public List<Part> stages() {
        return IntStream.range(0, STAGES.size())
                .mapToObj(i -> new Part(STAGES.get(i), parts.get(i)))
                .toList();
    }

    /**
     * The ids of the stages that it holds: where it does the work; for a role that does none itself, the few that it answers
     * for. Who answers for most of the funnel, as a manager does, leads those who hold it.
     */
    public List<String> held() {
        var does = with("R");
        var answers = with("A");
        return !does.isEmpty() ? does : answers.size() <= FEW ? answers : List.of();
    }

    private List<String> with(String letter) {
        return stages().stream()
                .filter(part -> part.letter().equals(letter))
                .map(Part::stage)
                .toList();
    }

    /** @param letter R, A, C, I, or {@code none} */
    public record Part(String stage, String letter) {
        public Part {
            letter = letter.equals("-") ? "none" : letter;
        }

        boolean none() {
            return letter.equals("none");
        }
    }

    /**
     * A name under which the role is found on the market.
     *
     * @param note the text that says how the word sounds, or empty
     */
    public record OtherName(String name, String note) {}

    /**
     * The role in a public classification. A ROME label is French only.
     *
     * @param list {@code ROME}, {@code ISCO-08} or {@code ESCO}
     */
    public record Code(String list, String code, String french, String english) {
        String label(String language) {
            return language.equals("fr") || english.isEmpty() ? french : english;
        }

        /** ESCO's codes are long; their last part is an address. */
        String shown() {
            return list.equals("ESCO") ? "" : code;
        }
    }
}
