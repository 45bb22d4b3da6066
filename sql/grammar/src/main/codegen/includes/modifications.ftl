SqlNode SqlInsert() :
{
    final Token t;
    final SqlIdentifier target;
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
    PgInsert.Overriding overriding = PgInsert.Overriding.NOTHING;
    SqlNode source = null;
    OnConflict onConflict = null;
    SqlNodeList returning = null;
}
{
    <INSERT> { t = token; } <INTO> target = QualifiedName()
    [ <AS> alias = ColumnId() ]
    (
        LOOKAHEAD({ getToken(1).kind == DEFAULT_ })
        <DEFAULT_> <VALUES>
    |
        LOOKAHEAD({ getToken(1).kind != DEFAULT_ })
        [ LOOKAHEAD({ getToken(1).kind == LPAREN && getToken(2).kind != LPAREN && !StartsQuery() })
        columns = TargetColumns() ]
        [
            <OVERRIDING>
            (
                <USER> { overriding = PgInsert.Overriding.USER_VALUE; }
            |
                <SYSTEM> { overriding = PgInsert.Overriding.SYSTEM_VALUE; }
            )
            <VALUE>
        ]
        source = Query()
    )
    [ <ON> onConflict = OnConflict() ]
    [ <RETURNING> returning = Returning() ]
    { return new PgInsert(Tree.at(t), target, alias, columns, overriding, source, onConflict,
        returning); }
}

SqlNodeList TargetColumns() :
{
    final Token t;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    SqlNode column;
}
{
    <LPAREN> { t = token; }
    column = TargetColumn() { columns.add(column); }
    ( LOOKAHEAD(1) <COMMA> column = TargetColumn() { columns.add(column); } )*
    <RPAREN>
    { return new SqlNodeList(columns, Tree.at(t)); }
}

/** A column to be written, or elements of its array, or fields of its row. */
SqlNode TargetColumn() :
{
    final SqlIdentifier column;
    SqlNode target;
}
{
    { } column = ColumnId()
    target = Indirection(column)
    { return QueryTrees.assignable(target); }
}

SqlNodeList Returning() :
{
    final Token t = token;
    final List<SqlNode> items = new ArrayList<SqlNode>();
}
{
    SelectItems(items) { return new SqlNodeList(items, Tree.at(t)); }
}

OnConflict OnConflict() :
{
    final Token t = token;
    final List<OnConflict.Target> target = new ArrayList<OnConflict.Target>();
    SqlNode targetWhere = null;
    String constraint = null;
    List<Assignment> assignments = null;
    SqlNode where = null;
    final SqlIdentifier name;
}
{
    <CONFLICT>
    [
        <LPAREN> ConflictTarget(target) ( LOOKAHEAD(1) <COMMA> ConflictTarget(target) )* <RPAREN>
        [ targetWhere = Where() ]
    |
        <ON> <CONSTRAINT> name = ColumnId() { constraint = name.getSimple(); }
    ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> <SET> assignments = Assignments() [ where = Where() ]
        {
            if (constraint == null && target.isEmpty()) {
                throw new GrammarException("42601",
                    "ON CONFLICT DO UPDATE requires inference specification or constraint name",
                    "For example, ON CONFLICT (column_name).", t.beginColumn);
            }
        }
    )
    { return new OnConflict(target, targetWhere, constraint, assignments, where, t.beginColumn); }
}

void ConflictTarget(List<OnConflict.Target> target) :
{
    SqlNode e;
    SqlIdentifier collation = null;
    SqlIdentifier operatorClass = null;
}
{
    (
        LOOKAHEAD({ getToken(1).kind == LPAREN }) <LPAREN> e = Operation(0, false) <RPAREN>
    |
        LOOKAHEAD({ StartsFunctionTable() }) e = FunctionWithoutWindow()
    |
        { } e = ColumnId()
    )
    [ <COLLATE> collation = QualifiedName() ]
    [ LOOKAHEAD({ peek(1).isColumnName() }) { } operatorClass = QualifiedName() ]
    {
        target.add(new OnConflict.Target(e, collation == null ? null : collation.toString(),
            operatorClass == null ? null : operatorClass.toString()));
    }
}

SqlNode SqlUpdate() :
{
    final Token t;
    final SqlIdentifier target;
    final SqlIdentifier alias;
    final List<Assignment> assignments;
    SqlNode from = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <UPDATE> { t = token; } target = Relation() alias = TargetAlias()
    <SET> assignments = Assignments()
    [ <FROM> from = FromClause() ]
    [ LOOKAHEAD({ getToken(1).kind == WHERE }) where = ModificationWhere() ]
    [ <RETURNING> returning = Returning() ]
    { return new PgUpdate(Tree.at(t), target, alias, assignments, from, where, returning); }
}

SqlNode SqlDelete() :
{
    final Token t;
    final SqlIdentifier target;
    final SqlIdentifier alias;
    SqlNode using = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <DELETE> { t = token; } <FROM> target = Relation() alias = TargetAlias()
    [ <USING> using = FromClause() ]
    [ LOOKAHEAD({ getToken(1).kind == WHERE }) where = ModificationWhere() ]
    [ <RETURNING> returning = Returning() ]
    { return new PgDelete(Tree.at(t), target, alias, using, where, returning); }
}

SqlIdentifier TargetAlias() :
{
    final SqlIdentifier alias;
}
{
    <AS> alias = ColumnId() { return alias; }
|
    LOOKAHEAD({ peek(1).isColumnName() && getToken(1).kind != SET }) { } alias = ColumnId()
    { return alias; }
|
    { return null; }
}

SqlNode ModificationWhere() :
{
    final SqlNode e;
    final SqlIdentifier cursor;
}
{
    LOOKAHEAD({ getToken(1).kind == WHERE && getToken(2).kind == CURRENT
        && getToken(3).kind == OF })
    <WHERE> <CURRENT> <OF> cursor = ColumnId()
    { return new PgCurrentOf(cursor.getSimple(), cursor.getParserPosition()); }
|
    e = Where() { return e; }
}

List<Assignment> Assignments() :
{
    final List<Assignment> list = new ArrayList<Assignment>();
}
{
    Assignment(list) ( LOOKAHEAD(1) <COMMA> Assignment(list) )*
    { return list; }
}

void Assignment(List<Assignment> list) :
{
    final SqlNode column;
    final SqlNodeList columns;
    final SqlNode source;
}
{
    LOOKAHEAD({ getToken(1).kind == LPAREN })
    columns = TargetColumns() <EQ> source = Operation(0, false)
    { list.add(QueryTrees.assignment(columns, source)); }
|
    column = TargetColumn() <EQ> source = Operation(0, false)
    { list.add(new Assignment(Collections.singletonList(column), source, false)); }
}

SqlNode SqlMerge() :
{
    final Token t;
    final SqlIdentifier target;
    final SqlIdentifier alias;
    final SqlNode source;
    final SqlNode condition;
    final List<MergeAction> actions = new ArrayList<MergeAction>();
}
{
    <MERGE> { t = token; } <INTO> target = Relation() alias = TargetAlias()
    <USING> source = TableReference()
    <ON> condition = Operation(0, false)
    ( LOOKAHEAD({ getToken(1).kind == WHEN }) MergeAction(actions, target, alias) )+
    { return new PgMerge(Tree.at(t), target, alias, source, condition, actions); }
}

void MergeAction(List<MergeAction> actions, SqlIdentifier target, SqlIdentifier alias) :
{
    final Token t;
    boolean matched = true;
    SqlNode condition = null;
    MergeAction.Change change;
}
{
    <WHEN> { t = token; }
    [ <NOT> { matched = false; } ] <MATCHED>
    [ <AND> condition = Operation(0, false) ]
    <THEN>
    (
        LOOKAHEAD({ getToken(1).kind == DO }) <DO> <NOTHING>
        { change = new MergeAction.Nothing(); }
    |
        LOOKAHEAD({ matched && getToken(1).kind == UPDATE })
        change = MergeUpdate()
    |
        LOOKAHEAD({ matched && getToken(1).kind == DELETE }) <DELETE>
        { change = new MergeAction.Delete(); }
    |
        LOOKAHEAD({ !matched && getToken(1).kind == INSERT })
        change = MergeInsert(target, alias)
    )
    { actions.add(new MergeAction(matched, condition, change, t.beginColumn)); }
}

MergeAction.Change MergeUpdate() :
{
    final List<Assignment> assignments;
}
{
    <UPDATE> <SET> assignments = Assignments() { return new MergeAction.Update(assignments); }
}

MergeAction.Change MergeInsert(SqlIdentifier target, SqlIdentifier alias) :
{
    final Token t;
    SqlNodeList columns = null;
    PgInsert.Overriding overriding = PgInsert.Overriding.NOTHING;
    SqlNode source = null;
    SqlNode row;
    Token values;
}
{
    <INSERT> { t = token; }
    (
        LOOKAHEAD({ getToken(1).kind == DEFAULT_ })
        <DEFAULT_> <VALUES>
    |
        LOOKAHEAD({ getToken(1).kind != DEFAULT_ })
        [ LOOKAHEAD({ getToken(1).kind == LPAREN }) columns = TargetColumns() ]
        [
            <OVERRIDING>
            (
                <USER> { overriding = PgInsert.Overriding.USER_VALUE; }
            |
                <SYSTEM> { overriding = PgInsert.Overriding.SYSTEM_VALUE; }
            )
            <VALUE>
        ]
        <VALUES> { values = token; }
        row = ValuesRow()
        { source = QueryTrees.values(values, Collections.singletonList(row)); }
    )
    { return new MergeAction.Insert(
        new PgInsert(Tree.at(t), target, alias, columns, overriding, source, null, null)); }
}
