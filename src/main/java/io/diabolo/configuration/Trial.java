package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a file over in a transaction that is taken back, so that each module's own checks say what is wrong with it, each
 * reference finds what the same file adds, and nothing changes.
 */
@Component
class Trial {
    private final Sections sections;
    private final TransactionTemplate whole;
    private final TransactionTemplate each;

    Trial(Sections sections, PlatformTransactionManager transactions) {
        this.sections = sections;
        this.whole = new TransactionTemplate(transactions);
        whole.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.each = new TransactionTemplate(transactions);
        each.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    List<Fault> faults(ConfigurationFile.Read file, Comparison comparison, Actor me) {
        var faults = new ArrayList<>(file.faults());
        whole.executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (var part : comparison.sections()) {
                var section = sections.get(part.id());
                var items = file.items().get(part.id());
                if (!section.mayApply(me) || items == null) {
                    continue;
                }
                for (var item : part.items()) {
                    var wanted = items.get(item.key());
                    if (wanted != null && item.kind() != Comparison.Kind.KEPT) {
                        var place = place(part.id(), item.key());
                        faults.addAll(attempt(() -> Sections.apply(section, item.key(), wanted, me), place));
                    }
                }
            }
        });
        return List.copyOf(faults.subList(0, Math.min(200, faults.size())));
    }

    static String place(String section, String key) {
        return "sections." + section + "." + (key.length() > 80 ? key.substring(0, 80) + "…" : key);
    }

    private List<Fault> attempt(Runnable work, String place) {
        try {
            each.executeWithoutResult(_ -> work.run());
            return List.of();
        } catch (BadInput bad) {
            return placed(bad, place);
        } catch (NoSuchRecord gone) {
            return List.of(new Fault(place, "configuration.fault.reference", String.valueOf(gone.id())));
        } catch (NotAllowed _) {
            return List.of(new Fault(place, "configuration.fault.rights"));
        } catch (DataAccessException | org.jooq.exception.DataAccessException _) {
            return List.of(new Fault(place, "configuration.fault.refused"));
        }
    }

    static List<Fault> placed(BadInput bad, String place) {
        return bad.faults().stream()
                .map(fault -> new Fault(
                        fault.field().isEmpty() ? place : place + "." + fault.field(), fault.key(), fault.args()))
                .toList();
    }
}
