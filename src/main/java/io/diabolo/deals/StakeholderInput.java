package io.diabolo.deals;

import io.diabolo.jooq.tables.records.StakeholderRecord;
import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a form or the API says of a stakeholder, by field: part, influence, stance, reports_to, influences, note. */
final class StakeholderInput {
    private static final int LONGEST = 2_000;
    private final Map<String, ? extends @Nullable Object> given;
    private final List<Stakeholder> others;
    private final List<BadInput.Fault> faults = new ArrayList<>();

    /** @param others who takes part in the same opportunity */
    StakeholderInput(Map<String, ? extends @Nullable Object> given, List<Stakeholder> others) {
        this.given = given;
        this.others = others;
    }

    /** Puts it into the row; what isn't given stays. @return whom they sway; null where that isn't said */
    @Nullable
    List<UUID> into(StakeholderRecord row) {
        row.setPart(choice("part", Stakeholder.PARTS, "other", row.getPart()));
        row.setInfluence(choice("influence", Stakeholder.INFLUENCES, "medium", row.getInfluence()));
        row.setStance(choice("stance", Stakeholder.STANCES, "unknown", row.getStance()));
        if (given.containsKey("note")) {
            row.setNote(note());
        }
        if (given.containsKey("reports_to")) {
            row.setReportsTo(chief(row.getId()));
        }
        var sways = given.containsKey("influences") ? sways(row.getId()) : null;
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return sways;
    }

    private String choice(String field, List<String> choices, String empty, String before) {
        if (!given.containsKey(field)) {
            return before;
        }
        var value = Objects.toString(given.get(field), "").strip();
        if (!value.isEmpty() && !choices.contains(value)) {
            faults.add(new BadInput.Fault(field, "problem.field.choice"));
        }
        return value.isEmpty() ? empty : value;
    }

    private String note() {
        var note = Objects.toString(given.get("note"), "").replace("\r\n", "\n").strip();
        if (note.length() > LONGEST) {
            faults.add(new BadInput.Fault("note", "problem.field.too-long", LONGEST));
        } else if (note.indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault("note", "problem.field.text"));
        }
        return note;
    }

    private @Nullable UUID chief(UUID self) {
        var text = Objects.toString(given.get("reports_to"), "").strip();
        if (text.isEmpty()) {
            return null;
        }
        var chief = other(text);
        if (chief == null || chief.id().equals(self)) {
            faults.add(new BadInput.Fault("reports_to", "stakeholder.fault.other"));
            return null;
        }
        if (isBelow(chief, self)) {
            faults.add(new BadInput.Fault("reports_to", "stakeholder.fault.circle"));
        }
        return chief.id();
    }

    /** Whether {@code one} reports to {@code chief}, be it by others. */
    private boolean isBelow(Stakeholder one, UUID chief) {
        var seen = new HashSet<UUID>();
        var at = one;
        while (at != null && seen.add(at.id())) {
            if (at.id().equals(chief)) {
                return true;
            }
            at = at.reportsTo() == null ? null : other(at.reportsTo().toString());
        }
        return false;
    }

    private List<UUID> sways(UUID self) {
        var value = given.get("influences");
        var texts =
                value instanceof List<?> list ? list : value == null || value.equals("") ? List.of() : List.of(value);
        var all = new ArrayList<UUID>();
        for (var text : texts) {
            var other = other(String.valueOf(text));
            if (other == null || other.id().equals(self)) {
                faults.add(new BadInput.Fault("influences", "stakeholder.fault.other"));
            } else if (!all.contains(other.id())) {
                all.add(other.id());
            }
        }
        return all;
    }

    private @Nullable Stakeholder other(String id) {
        return others.stream()
                .filter(one -> one.id().toString().equalsIgnoreCase(id.strip()))
                .findFirst()
                .orElse(null);
    }
}
