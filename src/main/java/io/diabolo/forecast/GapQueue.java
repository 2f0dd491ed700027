package io.diabolo.forecast;

import io.diabolo.identity.Members;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the manager's desk: that what is closed and promised in this quarter doesn't make the target that was set for their line. */
@Component
@Order(44)
class GapQueue implements QueueSource {
    private final Quotas quotas;
    private final ManagerFigures figures;
    private final Members members;
    private final Workspaces workspaces;
    private final Texts texts;

    GapQueue(Quotas quotas, ManagerFigures figures, Members members, Workspaces workspaces, Texts texts) {
        this.quotas = quotas;
        this.figures = figures;
        this.members = members;
        this.workspaces = workspaces;
        this.texts = texts;
    }

    @Override
    public Set<String> topics() {
        return Set.of("opportunity");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("manager")) {
            return List.of();
        }
        var settings = workspaces.settings();
        var quarter = Period.quarter(LocalDate.ofInstant(request.now(), settings.zone()));
        var target = quotas.of(quarter).line(request.member());
        if (target == null) {
            return List.of();
        }
        var asked = new FigureRequest(
                List.of(request.member()),
                quarter.from().atStartOfDay(settings.zone()).toInstant(),
                quarter.to().atStartOfDay(settings.zone()).toInstant());
        var promised = Money.rounded(
                BigDecimal.valueOf(Objects.requireNonNullElse(
                        figures.value(ManagerFigures.LINE_FORECAST, asked).value(), 0.0)),
                settings.currency());
        var wanted = Money.ofMinor(target, settings.currency().getCurrencyCode());
        return promised.value().compareTo(wanted.value()) >= 0
                ? List.of()
                : List.of(new QueueEntry(
                        "forecast-gap",
                        QueueEntry.BEST,
                        null,
                        "forecast",
                        request.member().value(),
                        title(request),
                        "",
                        new Text(
                                "queue.forecast.gap",
                                promised,
                                wanted,
                                Money.rounded(wanted.value().subtract(promised.value()), settings.currency())),
                        null,
                        "/forecast?period=" + quarter.id()));
    }

    private String title(QueueRequest request) {
        try {
            var locale =
                    members.actor(request.member(), Origin.RULE, Scope.READ).locale();
            return texts.text(locale, "queue.forecast");
        } catch (NoSuchRecord _) {
            return "";
        }
    }
}
