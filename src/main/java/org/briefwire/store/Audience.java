package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Whom a wave is for: the active subscriptions of a list that were active when it came due.
 *
 * @param cadence only this cadence's; nothing: all of the list
 * @param zones only readers in these time zones ('' is the publication's); empty: in any
 * @param wish whether it is only for those who asked for breaking news
 */
public record Audience(
        ListId list, Optional<CadenceId> cadence, Set<String> zones, Instant due, Wish wish) {
    public Audience {
        zones = Set.copyOf(zones);
    }

    public Audience(ListId list, Optional<CadenceId> cadence, Set<String> zones, Instant due) {
        this(list, cadence, zones, due, Wish.ANY);
    }

    /** What those of an audience asked for. */
    public enum Wish {
        ANY,
        BREAKING_NEWS
    }

    String sql() {
        var sql = "s.list = :list AND s.state = 'active' AND s.since <= :due";
        if (cadence.isPresent()) {
            sql += " AND s.cadence = :cadence";
        }
        if (wish == Wish.BREAKING_NEWS) {
            sql += " AND s.breaking = 1";
        }
        if (!zones.isEmpty()) {
            sql +=
                    " AND EXISTS (SELECT 1 FROM subscriber p WHERE p.id = s.subscriber"
                            + " AND p.zone IN (<zones>))";
        }
        return sql;
    }

    <T extends SqlStatement<T>> T bind(T statement) {
        statement.bind("list", list.value()).bind("due", due.toEpochMilli());
        cadence.ifPresent(id -> statement.bind("cadence", id.value()));
        if (!zones.isEmpty()) {
            statement.bindList("zones", List.copyOf(zones));
        }
        return statement;
    }
}
