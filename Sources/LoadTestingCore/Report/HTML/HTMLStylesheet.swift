/// The style of a report's page.
///
/// It holds none of the characters that HTML escapes, so that as text it is itself.
enum HTMLStylesheet {
    /// The content of the style element.
    static let markup = Markup(lines: text)
    /// The source that the page's policy allows.
    static let hash = ContentHash.source(of: markup.html)

    private static let text = """
        :root{color-scheme:light dark;\(ReportPalette.light.declarations)}
        @media (prefers-color-scheme:dark){:root{\(ReportPalette.dark.declarations)}}
        @media print{:root{\(ReportPalette.light.declarations)}}
        \(rules)
        """

    // Where a table is printed on several pages Chromium repeats heads without the buttons in them,
    // unless those have no box, and feet on each page.
    private static let rules = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--text);
        font:15px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif}
        main{max-width:1240px;margin:0 auto;padding:28px 24px 64px}
        h1,h2,h3,p,figure,dl,dd,ul{margin:0}
        h1{font-size:26px;line-height:1.25;font-weight:650;overflow-wrap:anywhere}
        h2{font-size:19px;line-height:1.3;font-weight:650}
        h3{font-size:15px;line-height:1.4;font-weight:600}
        section{margin-top:44px;scroll-margin-top:12px}
        section h2{margin-bottom:4px}
        section .charts,section .scroll,section .card,section ul,section h3{margin-top:14px}
        .note,.quiet{color:var(--quiet)}
        .note{font-size:13px;overflow-wrap:anywhere}
        a{color:var(--accent);text-underline-offset:3px}
        code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        code{overflow-wrap:anywhere}
        pre{margin:10px 0 0;padding:12px 14px;background:var(--soft);border-radius:8px;
        overflow:auto;max-height:480px;white-space:pre-wrap;overflow-wrap:anywhere}
        .card{background:var(--card);border:1px solid var(--rule);border-radius:12px}
        .banner{padding:24px 28px;border-left-width:6px}
        .banner.running{border-left-color:var(--accent)}
        .banner.passed{border-left-color:var(--passed)}
        .banner.failed{border-left-color:var(--failed)}
        .banner.inconclusive{border-left-color:var(--inconclusive)}
        .banner.invalid{border-left-color:var(--invalid)}
        .banner p,.banner ul{margin-top:6px}
        .banner ul{padding-left:20px}
        .banner li{overflow-wrap:anywhere}
        .banner .verdict{margin:0 0 4px;font-size:17px;font-weight:650}
        .banner .mark{display:inline-block;min-width:22px}
        .running .verdict{color:var(--accent)}
        .passed .verdict,.badge.passed{color:var(--passed)}
        .failed .verdict,.badge.failed{color:var(--failed)}
        .inconclusive .verdict,.badge.inconclusive{color:var(--inconclusive)}
        .invalid .verdict,.badge.invalid{color:var(--invalid)}
        .badge{font-weight:600;white-space:nowrap}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));
        gap:16px 24px;margin-top:22px;padding-top:18px;border-top:1px solid var(--rule)}
        .figures dt{color:var(--quiet);font-size:13px}
        .figures dd{font-size:21px;line-height:1.3;font-weight:600;
        font-variant-numeric:tabular-nums;white-space:nowrap}
        nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 2px 0;font-size:14px}
        nav a{text-decoration:none;padding:3px 0}
        nav a:hover{text-decoration:underline}
        .charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
        @media (max-width:899px){.charts{grid-template-columns:minmax(0,1fr)}}
        .charts .card{margin:0}
        .chart{padding:16px 18px 10px;min-width:0}
        .chart h3,.charts .legend{margin-top:0}
        .legend{display:flex;flex-wrap:wrap;gap:2px 14px;list-style:none;padding:0;
        margin:0 0 4px;padding-top:8px;font-size:13px;min-height:34px}
        .legend li{display:flex;align-items:center;gap:6px;min-width:0;max-width:100%;
        overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        .legend svg{flex:none}
        .legend button{display:flex;align-items:center;gap:6px;min-width:0;padding:2px 4px;
        margin:0 -4px;text-align:left;overflow-wrap:anywhere}
        .legend output{font-weight:600;white-space:nowrap}
        .legend .when{color:var(--quiet)}
        button{font:inherit;color:inherit;background:none;border:0;border-radius:6px;
        cursor:pointer}
        button:hover{background:var(--soft)}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        button[aria-pressed=false]{opacity:.55;text-decoration:line-through}
        .frame{padding:10px 16px 28px 68px}
        .plot{display:block;overflow:visible;touch-action:pan-y;user-select:none;
        -webkit-user-select:none}
        .plot text{font-size:12px;fill:var(--quiet);font-variant-numeric:tabular-nums}
        .grid{stroke:var(--rule);stroke-width:1;shape-rendering:crispEdges}
        .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;
        vector-effect:non-scaling-stroke}
        .dashed{stroke-dasharray:5 5}
        .s0{stroke:var(--line0)}
        .s1{stroke:var(--line1)}
        .s2{stroke:var(--line2)}
        .s3{stroke:var(--line3)}
        .s4{stroke:var(--line4)}
        .s5{stroke:var(--line5)}
        .s6{stroke:var(--bad)}
        .bar{stroke:none}
        .bar.s0{fill:var(--line0)}
        .bar.s6{fill:var(--bad)}
        .off,.live{display:none}
        .scripted .live{display:inline}
        .mark rect,rect.mark{fill:var(--soft)}
        rect.stall{fill:var(--bad);opacity:.22}
        rect.event{fill:var(--bad)}
        .cursor{stroke:var(--quiet);stroke-width:1;pointer-events:none}
        .choice{fill:var(--accent);opacity:.16;pointer-events:none}
        .scroll{overflow-x:auto;background:var(--card);border:1px solid var(--rule);
        border-radius:12px}
        table{border-collapse:collapse;width:100%;font-size:14px;
        font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:12px 16px 6px}
        caption.unseen{position:absolute;width:1px;height:1px;overflow:hidden;padding:0;
        clip-path:inset(50%)}
        th,td{padding:8px 10px;text-align:left;vertical-align:top;font-weight:400;
        max-width:360px;overflow-wrap:break-word;
        border-top:1px solid var(--rule)}
        thead th{color:var(--quiet);font-size:13px;border-top:0;vertical-align:bottom}
        thead th.n{white-space:normal}
        tbody th{min-width:120px}
        th:first-child,td:first-child{padding-left:16px}
        th:last-child,td:last-child{padding-right:16px}
        .n{text-align:right;white-space:nowrap}
        td:not(.n){min-width:110px}
        td:last-child:not(.n){min-width:240px}
        tfoot th,tfoot td{font-weight:600;border-top:2px solid var(--rule)}
        tbody tr:hover{background:var(--soft)}
        thead button{padding:2px 4px;margin:-2px -4px;text-align:inherit}
        th[aria-sort]{color:var(--text)}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr));
        gap:12px 28px;padding:18px 20px}
        .facts dt{color:var(--quiet);font-size:13px}
        .facts dd{overflow-wrap:anywhere}
        .remarks{padding:14px 20px 14px 38px}
        .remarks li{padding:3px 0;overflow-wrap:anywhere}
        section ul.note{padding-left:20px}
        details{padding:10px 18px}
        details p{margin-top:8px;overflow-wrap:anywhere}
        summary{cursor:pointer;overflow-wrap:anywhere}
        .examples details+details{border-top:1px solid var(--rule)}
        .reset{position:fixed;right:20px;bottom:20px;padding:8px 16px;background:var(--accent);
        color:var(--card);border-radius:20px;font-weight:600}
        .reset:hover{background:var(--accent);text-decoration:underline}
        @media (max-width:599px){main{padding:16px 14px 48px}
        .banner{padding:18px 18px}
        h1{font-size:21px}
        .figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px 16px}
        .figures dd{font-size:18px}
        .chart{padding:14px 12px 8px}
        .frame{padding-left:60px;padding-right:14px}}
        @media print{body{background:none;font-size:12px}
        main{max-width:none;padding:0}
        nav,.reset,.scripted .live{display:none}
        section{margin-top:24px}
        .banner{padding:14px 18px}
        .figures{grid-template-columns:repeat(7,auto);margin-top:12px;padding-top:10px}
        .figures dd{font-size:15px}
        .charts{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}
        .chart{padding:10px 12px 6px}
        .frame{padding:6px 14px 24px 58px}
        details::details-content{content-visibility:visible;block-size:auto}
        thead button{display:contents}
        tfoot{display:table-row-group}
        .card,thead,tr{break-inside:avoid}
        h2,h3,caption{break-after:avoid}
        .scroll{overflow:visible}
        table{font-size:10px}
        thead th{font-size:9px}
        th,td,td:not(.n),td:last-child:not(.n){padding:4px;min-width:0;white-space:normal}
        tbody th{min-width:90px}
        tbody th,td{overflow-wrap:anywhere}
        pre{max-height:none}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        """
}
