package io.diabolo.qualification;

import io.diabolo.platform.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whose turn it is among those who hold a role, for other modules: as routing takes turns, with absences and room. */
@Service
public class LeadTurns {
    private final LeadTakers takers;

    LeadTurns(LeadTakers takers) {
        this.takers = takers;
    }

    /** Takes the turn, in the caller's transaction. @return null when nobody of the role is there and has room */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable MemberId next(String role) {
        return takers.next(LeadTakers.ofRole(role)).member();
    }
}
