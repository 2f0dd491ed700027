package io.diabolo.usage;

import io.diabolo.platform.Actor;
import io.diabolo.usage.UsageReceipt.Answer;
import io.diabolo.usage.UsageReceipt.State;
import java.util.ArrayList;
import java.util.EnumMap;
import org.springframework.stereotype.Service;

/** A file of events, in batches; one that breaks off is sent again, for what was counted isn't counted twice. */
@Service
class UsageFiles {
    private final UsageIntake intake;

    UsageFiles(UsageIntake intake) {
        this.intake = intake;
    }

    /** Each batch is a transaction of its own. */
    UsageReceipt take(String text, Actor me) {
        var lines = UsageFile.read(text);
        var counts = new EnumMap<State, Integer>(State.class);
        var answers = new ArrayList<Answer>();
        for (var from = 0; from < lines.size(); from += UsageIntake.MOST) {
            var first = from;
            var receipt = intake.take(lines.subList(from, Math.min(lines.size(), from + UsageIntake.MOST)), me);
            receipt.counts().forEach((state, count) -> counts.merge(state, count, Integer::sum));
            receipt.answers()
                    .forEach(one -> answers.add(new Answer(first + one.place(), one.id(), one.state(), one.field())));
        }
        return new UsageReceipt(counts, answers);
    }
}
