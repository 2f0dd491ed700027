package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.records.RecordType;
import io.diabolo.records.Records;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells another system. What is to be told is written down here; it leaves afterwards, as often as it takes. */
@Component
@Order(70)
class CallWebhook implements Deed {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Records records;

    CallWebhook(Webhooks webhooks, Deliveries deliveries, Records records) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.records = records;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public List<Fault> check(Action action, RecordType type, Actor me) {
        return webhooks.isThere(SendMail.id(action.value("webhook")))
                ? List.of()
                : List.of(new Fault("webhook", "automation.fault.webhook"));
    }

    @Override
    public Did act(Doing doing) {
        var webhook = SendMail.id(doing.told().value("webhook"));
        if (webhook == null || !webhooks.isThere(webhook)) {
            throw new Refused("automation.fault.webhook");
        }
        var row = records.get(doing.type(), doing.run().record(), doing.keeper());
        var delivery = deliveries.put(webhook, doing, row);
        return new Did("automation.did.webhook", List.of(webhooks.name(webhook)), null, null, delivery);
    }
}
