package io.diabolo.deals;

import io.diabolo.importing.Applying;
import io.diabolo.importing.ImportTarget;
import io.diabolo.importing.RecordSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Rows of a file that become competitors. */
@Component
@Order(21)
class ImportCompetitors implements ImportTarget {
    @Override
    public String target() {
        return "competitor";
    }

    @Override
    public void write(Applying applying) {
        applying.run(
                "competitor",
                "update %s set refusal = 'import.rejected.nameless' where coalesce(name, external_id) is null and refusal is null");
        applying.matching().match("competitor", "competitor", "external_id", "s.external_id", "r.external_id");
        applying.matching().match("competitor", "competitor", "name", "fold(s.name)", "r.name_key");
        applying.decide("competitor");
        applying.write(RecordSet.of("competitor", "competitor")
                .needed("name", "coalesce(s.name, s.external_id)", "s.name")
                .fields("website strengths weaknesses threats battlecard"));
    }
}
