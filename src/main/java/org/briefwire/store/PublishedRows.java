package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.briefwire.json.Json;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.SourceId;

/**
 * How a published briefing is read: the columns that a query selects from briefing b, its revision
 * v and the release l that made this revision public, and what they mean.
 */
final class PublishedRows {
    static final String COLUMNS =
            "b.id, b.slug, b.tag_uri, b.published, b.source,"
                    + " l.seq, l.at AS released, v.revision, v.note, v.body";

    private PublishedRows() {}

    static PublishedBriefing map(ResultSet row) throws SQLException {
        return new PublishedBriefing(
                new BriefingId(row.getLong("id")),
                row.getString("slug"),
                row.getString("tag_uri"),
                row.getInt("revision"),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("published")),
                Instant.ofEpochMilli(row.getLong("released")),
                new SourceId(row.getString("source")),
                row.getString("note"),
                Json.read(row.getString("body"), Briefing.class));
    }
}
