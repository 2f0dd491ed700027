package io.diabolo.prospecting;

import io.diabolo.rules.RulePurpose;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a target profile asks of people, besides that their company suits. */
@Component
@Order(61)
class TargetPeople implements RulePurpose {
    static final String ID = "target-person";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "person";
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
