/** A chart that can be read without colour, and the same figures as a table. */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLanguage } from '../lang/text';
import { Scrolled } from '../ui/Scrolled';

register([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface Series {
  name: string;
  values: readonly (number | null)[];
}

interface Props {
  title: string;
  kind: 'bar' | 'line';
  labels: readonly string[];
  series: readonly Series[];
  isShare?: boolean;
}

export function Chart({ title, kind, labels, series, isShare = false }: Props): ReactNode {
  const { say } = useLanguage();
  return (
    <section className="card chart" aria-label={title}>
      <h2>{title}</h2>
      <Drawing title={title} kind={kind} labels={labels} series={series} isShare={isShare} />
      <details>
        <summary>{say('reports.asTable')}</summary>
        <Scrolled title={title}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('reports.part')}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.map((label, at) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {series.map(({ name, values }) => (
                    <td key={name}>{shown(values[at], isShare)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      </details>
    </section>
  );
}

const shown = (value: number | null | undefined, isShare: boolean): string =>
  value === null || value === undefined ? '–' : isShare ? `${(value * 100).toFixed(0)}%` : String(value);

function Drawing({ title, kind, labels, series, isShare = false }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption(optionOf({ title, kind, labels, series, isShare }));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [title, kind, labels, series, isShare]);
  return <div ref={place} className="drawing" aria-hidden />;
}

// Dark enough to be told from white, apart in lightness for those who see no colours; patterns and marks do the rest.
const COLOURS = ['#0b5cad', '#c05a00', '#2e7d32', '#8e3b9e', '#8a6d00', '#00777a'];
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

function optionOf({ kind, labels, series, isShare }: Props): EChartsCoreOption {
  return {
    color: COLOURS,
    animation: false,
    aria: { enabled: false, decal: { show: kind === 'bar' } },
    grid: { left: 8, right: 16, top: series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => shown(value as number | null, Boolean(isShare)) },
    ...(series.length > 1 && { legend: { top: 0, left: 0, type: 'plain' } }),
    xAxis: { type: 'category', data: [...labels], axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value',
      minInterval: isShare ? 0.1 : 1,
      ...(isShare && { max: 1, min: 0, axisLabel: { formatter: (value: number) => `${Math.round(value * 100)} %` } }),
    },
    series: series.map(({ name, values }, at) => ({
      name,
      type: kind,
      data: [...values],
      connectNulls: true,
      symbol: MARKS[at % MARKS.length],
      symbolSize: 7,
      barMaxWidth: 36,
      ...(kind === 'bar' && series.length > 1 && { stack: 'all' }),
    })),
  };
}
