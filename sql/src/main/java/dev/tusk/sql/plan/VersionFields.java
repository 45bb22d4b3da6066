package dev.tusk.sql.plan;

/**
 * Where a row that is to be changed has what changes with it; -1 for what nobody asks for.
 *
 * @param tableOid the field of {@link PhysicalPlan#TABLE_OID}, by which a row of several tables is
 *     found
 * @param xmin the field of {@link PhysicalPlan#XMIN}
 * @param xmax the field of {@link PhysicalPlan#XMAX}
 * @param cmin the field of {@link PhysicalPlan#CMIN}
 * @param ctid the field of {@link PhysicalPlan#CTID}
 */
public record VersionFields(int tableOid, int xmin, int xmax, int cmin, int ctid) {}
