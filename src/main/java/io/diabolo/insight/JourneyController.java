package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A journey has no page of its own: it is shown by its opportunity, else by its lead. */
@Controller
class JourneyController {
    private final DSLContext sql;

    JourneyController(DSLContext sql) {
        this.sql = sql;
    }

    @GetMapping("/journeys/{id}")
    String journey(@PathVariable UUID id, Ui ui) {
        return "redirect:" + path(id, ui.me());
    }

    private String path(UUID id, Actor me) {
        var row = sql.select(JOURNEY.OPPORTUNITY_ID, JOURNEY.LEAD_ID)
                .from(JOURNEY)
                .where(JOURNEY.ID.eq(id))
                .and(JourneyCut.visible(me))
                .fetchOne();
        if (row == null || (row.value1() == null && row.value2() == null)) {
            throw new NoSuchRecord("journey", id);
        }
        return row.value1() != null ? "/opportunities/" + row.value1() : "/leads/" + row.value2();
    }
}
