package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.briefwire.model.Medium;

/** The pictures that briefings show: which are to be had, and what we keep of them. */
public final class Pictures {
    private static final String COLUMNS = "reference, stamp, error, failures, wanted, hash";

    private final Database database;

    public Pictures(Database database) {
        this.database = database;
    }

    /** Those to be had that are due, those waited for longest first. */
    public List<WantedPicture> due(Instant now, int most) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + """

                                        FROM picture WHERE state = 'wanted' AND next <= :now
                                        ORDER BY next, reference LIMIT :most
                                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("most", most)
                        .map((row, context) -> wanted(row))
                        .list());
    }

    /** The newest that we keep of files: an editor may have put another one in its place. */
    public List<WantedPicture> newestFiles(int most) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + """

                                        FROM picture WHERE state = 'kept'
                                            AND reference LIKE 'file:%'
                                        ORDER BY wanted DESC, reference DESC LIMIT :most
                                        """)
                        .bind("most", most)
                        .map((row, context) -> wanted(row))
                        .list());
    }

    /** Notes that a picture is had; what was kept under its reference before makes room. */
    public void keep(String reference, Medium medium, String stamp) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE picture SET state = 'kept', hash = :hash, type = :type,
                                    width = :width, height = :height, octets = :octets,
                                    stamp = :stamp, error = '', failures = 0
                                WHERE reference = :reference
                                """)
                        .bind("hash", medium.hash())
                        .bind("type", medium.type())
                        .bind("width", medium.width())
                        .bind("height", medium.height())
                        .bind("octets", medium.octets())
                        .bind("stamp", stamp)
                        .bind("reference", reference)
                        .execute());
    }

    /** Notes that a picture was not had, and when to try again; one that we keep stays. */
    public void failed(WantedPicture picture, String error, Instant next) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE picture SET stamp = :stamp, error = :error, next = :next,
                                    failures = failures + 1
                                WHERE reference = :reference
                                """)
                        .bind("stamp", picture.stamp())
                        .bind("error", error)
                        .bind("next", next.toEpochMilli())
                        .bind("reference", picture.reference())
                        .execute());
    }

    /** Notes that a picture is not tried any more, unless another briefing wants it. */
    public void giveUp(String reference) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                UPDATE picture SET state = 'lost'
                                WHERE reference = :reference AND state = 'wanted'
                                """)
                        .bind("reference", reference)
                        .execute());
    }

    private static WantedPicture wanted(ResultSet row) throws SQLException {
        return new WantedPicture(
                row.getString("reference"),
                row.getString("stamp"),
                row.getString("error"),
                row.getInt("failures"),
                Instant.ofEpochMilli(row.getLong("wanted")),
                !row.getString("hash").isEmpty());
    }
}
