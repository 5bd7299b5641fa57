namespace NasFuse.Cli.Reports;

/// <summary>Style of the report's page: light and dark as the reader's system asks, readable on a phone, printable.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root { --ink: #18212b; --muted: #566372; --paper: #ffffff; --soft: #f3f5f8; --line: #d5dbe2; --accent: #3a4cc0; --good: #1a7f37; --warn: #8a5a00;
          --bad: #b3243c; color-scheme: light dark; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8edf3; --muted: #9dabba; --paper: #11161d; --soft: #18202a; --line: #2e3947; --accent: #9aa5ff; --good: #3fb950;
            --warn: #e3b341; --bad: #ff6a63; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, 'Helvetica Neue', Arial, sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 24px 20px 60px; }
        h1 { margin: 8px 0 4px; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 44px 0 12px; font-size: 1.3rem; border-bottom: 1px solid var(--line); padding-bottom: 6px; }
        h3 { margin: 24px 0 6px; font-size: 1.05rem; }
        p { margin: 6px 0 12px; max-width: 75ch; }
        a { color: var(--accent); }
        .lead { color: var(--muted); }
        nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 14px 0 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 20px 0; padding: 0; list-style: none; }
        .tiles li { background: var(--soft); border-radius: 10px; padding: 12px 14px; }
        .tiles b { display: block; font-size: 1.35rem; line-height: 1.25; }
        .tiles span { color: var(--muted); font-size: 0.86rem; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 20px; }
        figure { margin: 12px 0 20px; min-width: 0; }
        figcaption { color: var(--muted); font-size: 0.9rem; }
        .picture, .wide { overflow-x: auto; }
        .picture svg { display: block; max-width: 100%; height: auto; }
        .architecture .picture svg { border-radius: 8px; }
        table { border-collapse: collapse; font-size: 0.92rem; font-variant-numeric: tabular-nums; min-width: 60%; }
        th, td { padding: 5px 12px; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
        .wide td { white-space: nowrap; }
        .wide .prose td { white-space: normal; min-width: 5em; }
        th { color: var(--muted); font-weight: 600; white-space: nowrap; }
        .number { text-align: right; white-space: nowrap; }
        td.number b { font-weight: 700; }
        .shade { display: block; margin: -5px -12px; padding: 5px 12px; }
        code, pre { font-family: ui-monospace, 'SFMono-Regular', Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.86rem; }
        pre { background: var(--soft); border-radius: 8px; padding: 12px 14px; overflow-x: auto; }
        details { margin: 8px 0; }
        summary { cursor: pointer; color: var(--accent); }
        .verdict { font-weight: 700; }
        .pass { color: var(--good); } .warn { color: var(--warn); } .fail { color: var(--bad); } .skip { color: var(--muted); }
        dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; }
        dl.facts dt { color: var(--muted); }
        dl.facts dd { margin: 0; overflow-wrap: anywhere; }
        footer { margin-top: 48px; color: var(--muted); font-size: 0.86rem; }
        @media (max-width: 900px) { .architecture .picture svg { max-width: none; } }
        @media (max-width: 560px) { .nf-plot { font-size: 17px; } main { padding: 14px 14px 40px; } dl.facts { grid-template-columns: 1fr; }
          dl.facts dd { margin-bottom: 6px; } }
        @media print {
          main { max-width: none; padding: 0; }
          nav { display: none; }
          body { font-size: 11pt; }
          figure, tr, .tiles li { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          .picture, .wide { overflow: visible; }
          .architecture .picture svg { max-width: 100%; }
        }
        """;
}
