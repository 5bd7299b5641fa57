using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Queries.Conditions;

namespace NasFuse.Storage.Queries.Parsing;

/// <summary>Reads what stands after <c>--where</c>.</summary>
/// <remarks>
/// <code>
/// condition   = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation    = "not" negation | "(" condition ")" | operand relation operand
///             | operand ["not"] test operand | operand ["not"] "in" "(" literal { "," literal } ")"
/// relation    = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "=" | "==" | "!=" | "&lt;&gt;"
/// test        = "like" | "contains" | "startswith" | "endswith"
/// operand     = field | number | text | "null"
/// </code>
/// Keywords and field names in any case; texts compare without regard to case. A comparison with a missing value is false, also <c>!=</c>;
/// only <c>= null</c> and <c>!= null</c> ask whether a value is missing. There are two truth values: <c>not (macs &lt; 5)</c> holds where <c>macs</c> is
/// missing.
/// </remarks>
internal sealed class ConditionParser
{
    private const string Option = "--where";
    private const int DeepestNesting = 200;

    private readonly TokenReader _tokens;
    private readonly TrialFields _fields;
    private int _depth;

    private ConditionParser(string source, TrialFields fields)
    {
        _tokens = new TokenReader(Option, source);
        _fields = fields;
    }

    /// <summary>Reads a whole expression.</summary>
    /// <exception cref="UserErrorException">It does not follow the grammar, names an unknown field or compares a number with a text.</exception>
    public static Condition Parse(string source, TrialFields fields)
    {
        var parser = new ConditionParser(source, fields);
        var condition = parser.Disjunction();
        parser._tokens.ExpectEnd("'and', 'or'");
        return condition;
    }

    private Condition Disjunction()
    {
        var conditions = new List<Condition>();
        do conditions.Add(Conjunction());
        while (_tokens.TryKeyword("or"));
        return conditions is [var only] ? only : new Any([.. conditions]);
    }

    private Condition Conjunction()
    {
        var conditions = new List<Condition>();
        do conditions.Add(Negation());
        while (_tokens.TryKeyword("and"));
        return conditions is [var only] ? only : new All([.. conditions]);
    }

    private Condition Negation()
    {
        if (++_depth > DeepestNesting) throw _tokens.Error(_tokens.Peek, $"nested more than {DeepestNesting} deep.");
        try
        {
            if (_tokens.TryKeyword("not")) return new Not(Negation());
            return _tokens.TrySymbol("(") ? Parenthesised() : Relation();
        }
        finally
        {
            _depth--;
        }
    }

    private Condition Parenthesised()
    {
        var condition = Disjunction();
        _tokens.ExpectSymbol(")", "to close the parenthesis");
        return condition;
    }

    private Condition Relation()
    {
        var left = ReadOperand();
        var negated = _tokens.TryKeyword("not");
        var relation = _tokens.Take();
        if (relation.IsKeyword("in")) return Unless(negated, Among(left, relation));
        if (relation.Kind == TokenKind.Word
            && Relations.TextTests.ContainsKey(relation.Text)) return Unless(negated, TextTest(left, relation, ReadOperand()));
        if (negated) throw _tokens.Error(relation, $"expected 'in', 'like', 'contains', 'startswith' or 'endswith' after 'not', found {relation.Shown}.");
        if (relation.Kind == TokenKind.Symbol
            && Relations.Comparisons.ContainsKey(relation.Text)) return Compare(left, relation, relation.Text, ReadOperand());
        throw _tokens.Error(relation, $"expected a comparison such as '<' or '=' after {left.Shown}, found {relation.Shown}.");
    }

    private static Condition Unless(bool negated, Condition condition) => negated ? new Not(condition) : condition;

    private Condition Among(Operand left, Token relation)
    {
        _tokens.ExpectSymbol("(", "to begin the list");
        var conditions = new List<Condition>();
        do
        {
            var value = ReadOperand();
            if (value.IsField || value.Kind is null) throw _tokens.Error(value.Token, $"expected a number or a text in quotes, found {value.Token.Shown}.");
            conditions.Add(Compare(left, relation, "=", value));
        }
        while (_tokens.TrySymbol(","));
        _tokens.ExpectSymbol(")", "to close the list");
        return conditions is [var only] ? only : new Any([.. conditions]);
    }

    private Condition TextTest(Operand left, Token relation, Operand right)
    {
        foreach (var operand in new[] { left, right })
        {
            if (!operand.MayBeText) throw _tokens.Error(operand.Token, $"{operand.Shown} is no text.");
        }

        var text = $"{left.Written} {relation.Text} {right.Written}";
        return left.Kind == FieldKind.Names
            ? new NamesTest(text, left.Read, right.Read, Relations.NameTest(relation.Text))
            : new TextTest(text, left.Read, right.Read, Relations.TextTests[relation.Text]);
    }

    private Condition Compare(Operand left, Token relation, string sign, Operand right)
    {
        var text = $"{left.Written} {sign} {right.Written}";
        if (left.Kind is null || right.Kind is null) return Missing(left.Kind is null ? right : left, relation);
        if (left.MayBeText && right.MayBeText) return new Comparison(text, left.Read, right.Read, Relations.Comparisons[sign]);
        if (left.MayBeNumber && right.MayBeNumber) return new Comparison(text, left.ReadNumber, right.ReadNumber, Relations.Comparisons[sign]);
        throw _tokens.Error(right.Token, $"{left.Shown} cannot be compared with {right.Shown}.");
    }

    private Condition Missing(Operand value, Token relation) => relation.Text switch
    {
        "=" or "==" => new IsMissing($"{value.Written} = null", value.Read),
        "!=" or "<>" => new Not(new IsMissing($"{value.Written} = null", value.Read)),
        _ => throw _tokens.Error(relation, $"null can be asked for with '=' or '!=' only, not with '{relation.Text}'."),
    };

    private Operand ReadOperand()
    {
        var token = _tokens.Take();
        return token.Kind switch
        {
            TokenKind.Number => Operand.Literal(token, FieldKind.Number),
            TokenKind.Text => Operand.Literal(token, FieldKind.Text),
            TokenKind.Word when token.IsKeyword("null") => Operand.Literal(token, null),
            TokenKind.Word => Operand.Field(token, _tokens.Resolve(token, _fields, " Texts stand in quotes.")),
            _ => throw _tokens.Error(token, $"expected a field, a number or a text in quotes, found {token.Shown}."),
        };
    }
}
