// Draws the figures that /api/…/figures/… answers with. A figure names colours by CSS variable, so that it suits light and dark.
const charts = new Map();
let library;

const plotly = () => library ??= new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = new URL('plotly.js' + new URL(import.meta.url).search, import.meta.url);
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => reject(new Error('plotly.js could not be loaded'));
  document.head.append(script);
});

const hasWebGl = (() => {
  const context = document.createElement('canvas').getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
})();

const seen = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const chart = charts.get(entry.target);
    if (!chart || !entry.isIntersecting || chart.visible) continue;
    chart.visible = true;
    update(entry.target, chart);
  }
}, { rootMargin: '200px' });

const resized = new ResizeObserver(entries => {
  for (const { target } of entries) if (charts.get(target)?.drawn) window.Plotly.Plots.resize(target);
});

document.addEventListener('themechange', () => {
  for (const [element, chart] of charts) if (chart.figure) draw(element, chart);
});

/** Shows a figure; calling again replaces it. It is fetched once the element comes near the screen. */
export function show(element, page, source) {
  let chart = charts.get(element);
  if (!chart) {
    charts.set(element, chart = { page });
    seen.observe(element);
  }
  chart.source = source;
  if (chart.visible) update(element, chart);
}

/** Forgets an element. */
export function remove(element) {
  if (!element || !charts.delete(element)) return;
  seen.unobserve(element);
  resized.unobserve(element);
  window.Plotly?.purge(element);
}

async function update(element, chart) {
  if (chart.busy) {
    chart.again = true;
    return;
  }
  chart.busy = true;
  try {
    const [answer] = await Promise.all([fetch(chart.source), plotly()]);
    if (!answer.ok) throw new Error((await answer.json()).detail ?? answer.statusText);
    chart.figure = await answer.json();
    if (charts.has(element)) await draw(element, chart);
  } catch (error) {
    if (charts.has(element) && !chart.drawn) note(element, `This chart could not be loaded: ${error.message}`);
  } finally {
    chart.busy = false;
    if (chart.again && charts.has(element)) {
      chart.again = false;
      update(element, chart);
    }
  }
}

async function draw(element, chart) {
  const figure = coloured(structuredClone(chart.figure));
  if (figure.data.every(isEmpty)) return note(element, element.dataset.empty ?? 'There is nothing to draw yet.');
  if (!hasWebGl) {
    if (figure.data.some(trace => trace.type === 'parcoords')) return note(element, 'This chart needs WebGL, which this browser does not have.');
    for (const trace of figure.data) if (trace.type === 'scattergl') trace.type = 'scatter';
  }
  if (!chart.drawn) element.replaceChildren();
  makeRoom(element, figure.data);
  await window.Plotly.react(element, figure.data, withStyle(figure.layout, element.clientWidth), {
    displaylogo: false, modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'], toImageButtonOptions: { format: 'svg' },
  });
  element.dataset.drawn = (Number(element.dataset.drawn ?? 0) + 1).toString();
  if (chart.drawn) return;
  chart.drawn = true;
  resized.observe(element);
  element.on('plotly_click', event => {
    const number = event.points[0]?.customdata;
    if (typeof number === 'number') chart.page.invokeMethodAsync('Clicked', number);
  });
  element.on('plotly_restyle', () => {
    if (element.data[0]?.type === 'parcoords') chart.page.invokeMethodAsync('Brushed', brushes(element.data[0].dimensions));
  });
}

// What is between the marks on each brushed axis; on an axis of choices, the options between them.
function brushes(dimensions) {
  return dimensions.filter(dimension => dimension.constraintrange).map(dimension => {
    const ranges = Array.isArray(dimension.constraintrange[0]) ? dimension.constraintrange : [dimension.constraintrange];
    const options = dimension.ticktext?.filter((_, index) => ranges.some(([low, high]) => low <= index && index <= high)) ?? null;
    return { name: dimension.name, ranges, options };
  });
}

// On a phone a long legend is one column above the plot, which would be left with a strip.
function makeRoom(element, traces) {
  const entries = traces.filter(trace => trace.name && trace.showlegend !== false).length;
  element.style.height = '';
  if (element.clientWidth < 520 && entries > 3) element.style.height = `${element.clientHeight + 17 * entries}px`;
}

const isEmpty = trace => trace.type === 'parcoords' ? !trace.dimensions[0]?.values.length : !(trace.x ?? trace.y)?.length;

function note(element, text) {
  const paragraph = document.createElement('p');
  paragraph.className = 'chart-note';
  paragraph.textContent = text;
  window.Plotly?.purge(element);
  element.replaceChildren(paragraph);
  const chart = charts.get(element);
  if (chart) chart.drawn = false;
}

function coloured(node) {
  const style = getComputedStyle(document.documentElement);
  const walk = value => {
    if (typeof value === 'string') return value.startsWith('--') ? style.getPropertyValue(value).trim() : value;
    if (value && typeof value === 'object') for (const key in value) value[key] = walk(value[key]);
    return value;
  };
  return walk(node);
}

function withStyle(layout, width) {
  const colours = coloured({ ink: '--ink', muted: '--muted', line: '--line', surface: '--surface' });
  const narrow = width < 520;
  const styled = {
    ...layout,
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: getComputedStyle(document.body).fontFamily, size: narrow ? 11 : 12, color: colours.ink },
    margin: layout.margin ?? { l: narrow ? 46 : 60, r: layout.yaxis2 ? 56 : 14, t: 10, b: 46 },
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11 }, grouptitlefont: { size: 11 } },
    hoverlabel: { bgcolor: colours.surface, bordercolor: colours.line, font: { color: colours.ink } },
  };
  for (const name of Object.keys(styled).filter(key => /^[xy]axis/.test(key))) {
    styled[name] = { gridcolor: colours.line, zerolinecolor: colours.line, linecolor: colours.line, tickfont: { color: colours.muted }, ...styled[name] };
  }
  return styled;
}
