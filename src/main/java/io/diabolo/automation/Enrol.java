package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import io.diabolo.sequences.Enrolled;
import io.diabolo.sequences.Enrollments;
import io.diabolo.sequences.Sequences;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Takes the lead into a sequence, from the keeper's mailbox. */
@Component
@Order(50)
class Enrol implements Deed {
    private final Enrollments enrollments;
    private final Sequences sequences;

    Enrol(Enrollments enrollments, Sequences sequences) {
        this.enrollments = enrollments;
        this.sequences = sequences;
    }

    @Override
    public String kind() {
        return "enrol";
    }

    @Override
    public boolean suits(RecordType type) {
        return type.id().equals("lead");
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        return sequences.active().stream().anyMatch(one -> one.id().toString().equals(action.value("sequence")))
                ? List.of()
                : List.of(new Fault("sequence", "automation.fault.sequence"));
    }

    @Override
    public Did act(Doing doing) {
        var sequence = SendMail.id(doing.told().value("sequence"));
        if (sequence == null) {
            throw new Refused("automation.fault.sequence");
        }
        var answer = enrollments.enroll(sequence, List.of(doing.run().record()), doing.keeper());
        if (!(answer instanceof Enrolled.Done done)) {
            throw new Refused("automation.fault.sequence");
        }
        if (done.enrolled() == 0) {
            var why = done.left().keySet().stream().findFirst();
            // That it runs already, or objected, is no failure to be mended.
            return Did.of(why.map(one -> "enrollment.left." + one.id()).orElse("automation.did.same"));
        }
        return Did.of("automation.did.enrol").in(done.changeSet());
    }
}
