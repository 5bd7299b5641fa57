using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Queries.Parsing;

namespace NasFuse.Storage.Queries.Sql;

/// <summary>Lets one SELECT over the study's collections through, and nothing else.</summary>
internal static partial class SqlGuard
{
    private const string Option = "--sql";
    private static readonly string[] Collections = [StudyContent.TrialsName, StudyContent.EpochsName, StudyContent.RepeatsName];

    /// <summary>Checks a statement.</summary>
    /// <exception cref="UserErrorException">It is no SELECT, writes, holds a second statement, or reads something else.</exception>
    public static void Require(string sql)
    {
        UserErrorException Error(int offset, string message) => SqlGuard.Error(sql, offset, message);

        var bare = WithoutTextsAndComments(sql);
        if (!Select().IsMatch(bare)) throw Error(0, "only one SELECT statement can be run, e.g. SELECT number, objectives.miou AS miou FROM trials.");
        if (Writing().Match(bare) is { Success: true } writing) throw Error(writing.Index, $"'{writing.Value}' would write; a study is only read here.");
        if (SecondStatement()
            .Match(bare) is { Success: true } second) throw Error(second.Index, "only one statement can be run; what follows ';' is too much.");
        foreach (Match from in From().Matches(bare))
        {
            var name = from.Groups[1].Value;
            if (!Collections.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Error(from.Groups[1].Index, $"there is no collection '{name}'. {NearestName.Hint(name, Collections)}");
        }
    }

    /// <summary>A mistake at a 0-based offset.</summary>
    public static UserErrorException Error(string sql, int offset, string message) => QueryError.At(Option, sql, offset + 1, message);

    // The same rules by which LiteDB reads texts and comments; what they hold becomes blanks, so that offsets stay.
    private static string WithoutTextsAndComments(string sql)
    {
        var bare = sql.ToCharArray();
        for (var i = 0; i < sql.Length; i++)
        {
            var end = sql[i] is '\'' or '"' ? EndOfText(sql, i)
                : sql.AsSpan(i).StartsWith("--") ? EndOfLine(sql, i)
                : i;
            if (end > i) Array.Fill(bare, ' ', i, end - i);
            i = Math.Max(i, end - 1);
        }

        return new string(bare);
    }

    private static int EndOfText(string sql, int start)
    {
        var i = start + 1;
        while (i < sql.Length && sql[i] != sql[start])
            i += sql[i] != '\\' ? 1 : i + 1 < sql.Length && sql[i + 1] == 'u' ? 6 : 2;
        return i < sql.Length ? i + 1 : throw Error(sql, start, $"the text that begins with {sql[start]} has no closing {sql[start]}.");
    }

    private static int EndOfLine(string sql, int start) => sql.IndexOf('\n', start) is >= 0 and var end ? end : sql.Length;

    [GeneratedRegex(@"^\s*select\b", RegexOptions.IgnoreCase)]
    private static partial Regex Select();

    // Not "\binto": LiteDB also finds the word right behind a number.
    [GeneratedRegex(@"into(?![\w$])|for\s+update(?![\w$])", RegexOptions.IgnoreCase)]
    private static partial Regex Writing();

    [GeneratedRegex(@";(?=\s*\S)")]
    private static partial Regex SecondStatement();

    [GeneratedRegex(@"from\s+([\w$]+)", RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
