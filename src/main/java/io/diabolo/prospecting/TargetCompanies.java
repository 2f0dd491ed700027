package io.diabolo.prospecting;

import io.diabolo.rules.RulePurpose;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a target profile asks of companies. */
@Component
@Order(60)
class TargetCompanies implements RulePurpose {
    static final String ID = "target-company";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String recordType() {
        return "company";
    }

    @Override
    public boolean isKept() {
        return false;
    }
}
