(function(){
'use strict';
var d=document,b=d.getElementById('pause'),s=d.getElementById('state'),c=d.getElementById('curve');
if(!b||!window.EventSource)return;
var on=true,source=null,plot=null,times=[],watts=[],most=900;
function say(t){if(s.textContent!==t)s.textContent=t}
function put(figures){
var all=d.querySelectorAll('[data-k]'),i,e,t;
for(i=0;i<all.length;i++){e=all[i];t=figures[e.getAttribute('data-k')];
if(t!==undefined&&e.textContent!==t)e.textContent=t}}
function part(html){
var p=d.getElementById('parts'),a=d.activeElement,u=a&&p.contains(a)&&a.getAttribute('href'),l,i;
var n=text('notice');p.innerHTML=html;
if(text('notice')!==n)d.getElementById('said').textContent=text('notice');
if(u){l=p.querySelectorAll('a[href]');for(i=0;i<l.length;i++)if(l[i].getAttribute('href')===u){l[i].focus();break}}}
function text(id){var e=d.getElementById(id);return e?e.textContent:''}
function number(x){return Math.round(x).toLocaleString(d.documentElement.lang)}
function words(){
var low=Math.min.apply(null,watts),high=Math.max.apply(null,watts),now=watts[watts.length-1];
c.querySelector('p').textContent=c.getAttribute('data-says').replace('{0}',number(now)).replace('{1}',number(low)).replace('{2}',number(high))}
function colour(name){return getComputedStyle(d.documentElement).getPropertyValue(name).trim()}
function size(){var w=c.querySelector('div').clientWidth;return{width:w,height:Math.max(130,Math.min(220,w/3))}}
function draw(){
if(!window.uPlot||times.length<2)return;
c.hidden=false;
if(plot){plot.setData([times,watts]);return words()}
var o=size(),axis={stroke:colour('--ink'),grid:{stroke:colour('--line'),width:1},ticks:{stroke:colour('--line')}};
o.legend={show:false};o.cursor={show:false};
o.series=[{},{stroke:colour('--blue'),width:2,fill:colour('--wash'),points:{show:false}}];
o.scales={x:{range:function(u,a,z){return[Math.min(a,z-60),z]}},y:{range:function(u,a,z){return[0,(z||1)*1.1]}}};
o.axes=[Object.assign({},axis,{space:90,values:function(u,v){return v.map(function(x){return new Date(x*1000).toLocaleTimeString(d.documentElement.lang,{timeZone:c.getAttribute('data-zone')})})}}),Object.assign({},axis,{size:84,values:function(u,v){return v.map(function(x){return number(x)+' W'})}})];
plot=new uPlot(o,[times,watts],c.querySelector('div'));
plot.root.setAttribute('aria-hidden','true');
words();
window.addEventListener('resize',function(){plot.setSize(size())})}
function load(){
if(!c||window.uPlot)return;
var x=d.createElement('script');x.src=c.getAttribute('data-script');x.onload=draw;d.head.appendChild(x)}
function open(){
source=new EventSource(b.getAttribute('data-url'));
source.addEventListener('figures',function(e){
var m=JSON.parse(e.data);say('');put(m.figures);
if(m.milliwatts!==undefined){times.push(m.at/1000);watts.push(m.milliwatts/1000);
if(times.length>most){times.shift();watts.shift()}
if(!d.hidden)draw()}});
source.addEventListener('part',function(e){part(JSON.parse(e.data).html)});
source.onerror=function(){say(s.getAttribute('data-lost'))}}
function close(){if(source){source.close();source=null}}
b.hidden=false;
b.onclick=function(){on=!on;b.textContent=b.getAttribute(on?'data-pause':'data-resume');say('');
if(on)open();else close()};
window.addEventListener('pagehide',close);
window.addEventListener('pageshow',function(e){if(e.persisted&&on&&!source)open()});
open();load()})();
