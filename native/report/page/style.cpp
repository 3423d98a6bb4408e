#include "report/page/style.h"

#include "report/draw/colour.h"

namespace alpharoute::report {
namespace {

constexpr const char* kPage = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--ink);
 font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:clamp(2rem,6vw,4.5rem)}
h1{font-size:clamp(1.75rem,1.2rem + 2.6vw,2.875rem);line-height:1.12;letter-spacing:-.022em;font-weight:680;
 margin:.5rem 0 1rem;max-width:26ch;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:1.5rem;line-height:1.25;letter-spacing:-.012em;font-weight:650;margin:0 0 .5rem}
section{padding-top:clamp(3rem,6vw,4.5rem)}
p{margin:0 0 1rem;max-width:68ch}
.kicker{margin:0;color:var(--blue);font-weight:600;font-size:.9375rem}
.scope{color:var(--muted);font-size:1.0625rem;margin-bottom:2rem}
a{color:var(--blue);text-underline-offset:.2em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--blue);outline-offset:3px;border-radius:3px}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:2rem 0 0;padding:.75rem 0 0;
 border-top:1px solid var(--rule);font-size:.9375rem}
nav a{display:inline-block;padding:.25rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
)css";

constexpr const char* kClaims = R"css(
.claims{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin:0}
.claim{display:flex;flex-direction:column;justify-content:space-between;gap:.75rem;background:var(--panel);
 border-radius:10px;padding:1.125rem 1.25rem}
.claim dt{font-size:.9375rem;line-height:1.35;color:var(--muted);overflow-wrap:anywhere}
.claim dd{margin:0;display:flex;align-items:baseline;flex-wrap:wrap;gap:0 .75rem}
.figure-number{font-size:2.5rem;line-height:1;font-weight:650;letter-spacing:-.03em}
.where{color:var(--muted);font-size:.9375rem}
.method{margin:1rem 0 0;display:grid;gap:.625rem}
.method div{display:grid;grid-template-columns:13rem 1fr;gap:0 1.5rem;border-top:1px solid var(--rule);padding-top:.625rem}
.method dt{color:var(--muted)}
.method dd{margin:0;overflow-wrap:anywhere}
)css";

constexpr const char* kFigures = R"css(
figure{margin:2rem 0 0}
section>figure:first-of-type{margin-top:1.25rem}
figure+figure{margin-top:3.5rem}
.wide-table th,.wide-table td{padding-left:.5rem;padding-right:.5rem}
svg{display:block;width:100%;height:auto}
svg.narrow{display:none}
figcaption{margin-top:.75rem;max-width:68ch;font-size:.9375rem;line-height:1.5;color:var(--muted)}
figcaption strong{color:var(--ink);font-weight:650}
details{margin-top:.5rem;font-size:.9375rem}
summary{cursor:pointer;color:var(--blue);width:fit-content;padding:.25rem 0}
)css";

constexpr const char* kTables = R"css(
.scroll{overflow:auto;margin-top:1rem;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.tall,details .scroll{max-height:34rem}
table{border-collapse:separate;border-spacing:0;font-size:.875rem;line-height:1.35;min-width:100%}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:.4375rem .75rem;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
tbody tr:last-child>*{border-bottom:0}
thead th{position:sticky;top:0;z-index:1;background:var(--page);vertical-align:bottom;font-weight:600;color:var(--muted);
 border-bottom-color:var(--grey)}
th:first-child,td:first-child{padding-left:.25rem}
tbody th{font-weight:500;position:sticky;left:0;background:var(--page);min-width:9rem;max-width:20rem;overflow-wrap:break-word}
thead th:first-child{left:0;z-index:2}
.number{text-align:right;white-space:nowrap}
thead .number{white-space:normal}
details caption{position:static;width:auto;height:auto;clip-path:none;text-align:left;padding:.5rem .25rem;color:var(--muted)}
tr.marked>*{background:var(--panel)}
td strong{font-weight:700}
footer{margin-top:4rem;padding-top:1rem;padding-bottom:3rem;color:var(--muted);font-size:.875rem}
)css";

constexpr const char* kSmall = R"css(
@media (max-width:40rem){
 svg.wide{display:none}
 svg.narrow{display:block}
 main,header,footer{padding-left:1rem;padding-right:1rem}
 .method div{grid-template-columns:1fr}
 tbody th{min-width:6rem;max-width:8.5rem;overflow-wrap:anywhere}
 th,td{padding-left:.5rem;padding-right:.5rem}
}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
)css";

// Prints closed <details> open in browsers that support ::details-content.
constexpr const char* kPrint = R"css(
@page{size:A4;margin:16mm 14mm}
@media print{
 html{font-size:9.5pt}
 main,header,footer{max-width:none;padding:0}
 header{padding-top:0}
 nav,summary{display:none}
 svg.wide{display:block}
 svg.narrow{display:none}
 section{padding-top:9mm}
 h2,figcaption,tr,.claim,svg{break-inside:avoid}
 h2,figure>figcaption{break-after:avoid}
 .figure-head{break-inside:avoid}
 details::details-content{content-visibility:visible;display:block;height:auto}
 .scroll{overflow:visible;max-height:none!important}
 table{font-size:8pt;min-width:0;width:100%}
 .wide-table table{font-size:6.25pt}
 .wide-table th,.wide-table td{padding:2pt 2.5pt}
 .wide-table thead .number{writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;vertical-align:top;
  border-bottom:0;border-top:1px solid var(--grey)}
 th,td{padding:2.5pt 5pt;position:static!important}
 .claims{grid-template-columns:repeat(3,1fr)}
 *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
)css";

}  // namespace

std::string style_sheet() {
  const std::string light = ":root{color-scheme:light dark;" + colour_variables(false) + "}\n";
  const std::string dark = "@media screen and (prefers-color-scheme:dark){:root{" + colour_variables(true) + "}}\n";
  return light + dark + kPage + kClaims + kFigures + kTables + kSmall + kPrint;
}

}  // namespace alpharoute::report
